#include "app/config_file.h"

#include <fstream>

#include "operation/toml_tree.h"

namespace relevo {

namespace {

constexpr std::size_t file_bytes_max = 64 * 1024;

Result<std::string> text_of_file(const std::string& path) {
  std::string text(file_bytes_max + 1, '\0');
  std::ifstream file(path, std::ios::binary);
  if (file) file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.is_open() || file.bad()) {  // A folder opens, but cannot be read.
    return fault(Fault::Kind::input, "--config " + path + ": cannot be read; name a TOML file");
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > file_bytes_max) {
    return fault(Fault::Kind::input,
                 "--config " + path + ": is longer than 64 KiB; name a TOML file of flags");
  }
  return text;
}

}  // namespace

Result<std::vector<Setting>> read_config_file(const std::string& path) {
  using operation::Node;
  const auto text = text_of_file(path);
  if (!text) return tl::unexpected<Fault>(text.error());
  const auto root = operation::parse_toml(*text);
  if (!root) {
    return fault(Fault::Kind::input,
                 path + ":" + std::to_string(root.error().line) + ": " + root.error().what);
  }
  std::vector<Setting> settings;
  for (const Node& node : root->items) {
    Setting setting{.place = path + ":" + std::to_string(node.line), .key = node.key};
    if (node.kind == Node::Kind::text) {
      setting.value = node.text;
    } else if (node.kind == Node::Kind::whole) {
      setting.value = std::to_string(node.whole);
    } else {
      return fault(Fault::Kind::input, setting.place + ": " + node.key +
                                           ": is neither a text nor a whole number; right would "
                                           "be http = \"127.0.0.1:8080\"");
    }
    settings.push_back(std::move(setting));
  }
  return settings;
}

}  // namespace relevo
