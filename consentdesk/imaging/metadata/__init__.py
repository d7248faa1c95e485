"""What the metadata of a source file gives away; read in the worker, like everything foreign."""
