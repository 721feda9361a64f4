"""What the project leads of the demonstration reported: one file for each programme's projects."""
