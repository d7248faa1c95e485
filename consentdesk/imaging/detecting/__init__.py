"""What a picture shows of a person: faces and eyes, and text where a reader for it is installed (R26).

`worker` is a process of its own, confined like the one that decodes and started only when it is asked: its
libraries are large. It never sees foreign bytes, only the pixels that the other one made of them. `passing`
is what the desk and it say to each other; `faces` and `texts` are the detectors.
"""
