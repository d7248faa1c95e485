"""What was erased is looked up by the name of what its key sealed, with every image that is listed."""

SQL = "CREATE INDEX erased_by_name ON erased (name);"
