"""serve: the site on this machine as it is being written, through the stages that `build` uses.

The site lies in memory as its plan: a page is rendered when it is asked for. `watch` tells what changed, `engine` makes the
new state, `site` gives bytes by address, `web` answers requests, `desk` is the editors' page, `index` makes the search index.
"""
