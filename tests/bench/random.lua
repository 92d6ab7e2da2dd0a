-- Pages at random, from a file of their paths.
local paths = {}
for path in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = path end
math.randomseed(os.time())
request = function() return wrk.format("GET", paths[math.random(#paths)]) end
