"""The verbs: settings in, a dossier or a report out. Nothing is printed, no process is ended, no option is known."""
