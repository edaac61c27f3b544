--- Opens the door of the house.
---@param name string The name of the door
---@param n? integer # How often it is opened
---@return boolean ok Whether it is open
---@type table<string, string>
---@class Door: Base
---@field width number The width of the door
---Starting with something capitalized, but without a dot at the end
local s = [==[ -- not a comment
]==]
--[==[
The table is filled when the module is loaded.
It is never emptied.
]==]
--[[ This is a block comment. ]]
--[=[ One line with a level. ]=] local x = 1 -- The number of doors.
local t = "it's -- not"
