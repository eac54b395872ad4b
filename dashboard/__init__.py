"""
Facts get a face: frames become figures, pages and files.

    main         the script of every visit: pages, the head, the controls
    head         name, scope and language above every page
    pages        thin scripts: question, figure, layout
    controls     choices that stand in the address
    blocks       cards, tables and charts that lead somewhere when clicked
    form_view    the original form with the marked cell
    session      the open warehouse, the scope, the language, the theme
    exports      a frame as xlsx or CSV
    figures      a frame as a figure, a sentence, a list: pure
    formats, theme
    serve, cli   the two ways in
"""
