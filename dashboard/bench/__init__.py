"""`jixiao bench`: the project's own measurements, each figure beside its stated limit."""
