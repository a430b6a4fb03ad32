"""What can be asked for, one file each: `PATH`, the action it `NEEDS`, what it `SAYS`, `PARAMETERS`, and its `FORM`.

`answer` returns an object of the form, or the file where the form is `FILE`.
"""
