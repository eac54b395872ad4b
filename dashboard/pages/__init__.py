"""The pages, each a script that `dashboard.main` lists; none is imported."""
