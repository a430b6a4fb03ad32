"""The rules that Spectral brings as `spectral:oas`, written anew, by their names: one file for each kind.

What our own rules look at in more depth is judged by them; the verdict then says so under the name of the set.
"""
