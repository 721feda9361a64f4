"""Charts of how projects went over time: milestones, slips, ratings."""
