"""Budgets and posts as pages and papers read them, now or at a past moment."""
