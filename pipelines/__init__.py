"""
Published self-evaluation forms become facts that can be queried.

    readers.read(path)            Documents    cells as they were printed, and where each stands
    forms.read_forms(document)    Reading      Forms: typed values with places; what was not understood
    warehouse.build(paths)        a file       one DuckDB file, complete or absent
    Warehouse.open(folder)        Warehouse    read-only, locked down
    queries.*                     frames       polars, each of a declared schema

Each step uses only what the step before it handed on. `synthetic` writes real form
files of an invented district; it knows nothing of the readers that will read them.
"""
