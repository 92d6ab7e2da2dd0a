"""The whole public site as files, for any static host.

disk   a folder of files that is made beside the old one, and swapped in when it is whole
pages  which addresses there are, and what each of them answers
run    every address asked in several processes, the links checked, the folder swapped in
"""
