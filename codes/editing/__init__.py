"""What the workshop says about an entry, without a page around it.

differences  two versions side by side, word by word
standing     how far each language is
reasons      what is wrong with its content
"""
