import { prefix } from './tree.js';

/**
 * In a relocated installation setup.yaml and support.yaml must name the commands where they are. In
 * rpm's own Lua, so that neither package needs a shell for it; an installation at the default place
 * is left as it is.
 */
export const afterInstall = `local here = RPM_INSTALL_PREFIX and RPM_INSTALL_PREFIX[1]
if here and here ~= "${prefix}" then
  for _, each in ipairs({ "setup.yaml", "support.yaml" }) do
    local name = here .. "/conf/" .. each
    local file = assert(io.open(name, "r"))
    local text = file:read("*a")
    file:close()
    file = assert(io.open(name, "w"))
    file:write((text:gsub("${prefix}/bin/", function() return here .. "/bin/" end)))
    file:close()
  end
end`;

/**
 * The folders above the prefix are removed if empty; a folder with anything in it is not removed.
 */
export const afterRemoval = `local here = RPM_INSTALL_PREFIX and RPM_INSTALL_PREFIX[1]
if tonumber(arg[2]) == 0 and (not here or here == "${prefix}") then
  posix.rmdir("${prefix.replace(/\/[^/]+$/, '')}")
  posix.rmdir("${prefix.replace(/\/[^/]+\/[^/]+$/, '')}")
end`;
