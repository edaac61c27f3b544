#!/usr/bin/env lua
--- Reads a file and returns its lines.
-- The file is closed afterwards.
-- @tparam string path The path of the file
-- @treturn table The lines of the file
-- @usage local l = read("a.txt")
---@param x number The number of items
---@return boolean # whether it worked
local function read(path) -- inline remark here
  --[[ A block comment
       over two lines. ]]
  --[==[ another
  block ]==]
end
