// Trunks: the addresses whose calls are taken without digest.
#include <set>

#include "operation/ipv4_block.h"
#include "operation/reading.h"

namespace relevo::operation {

void read_trunks(Reading& reading) {
  constexpr std::string_view right = "write an IPv4 address or block, like 10.0.0.5 or 10.0.0.0/24";
  std::set<std::string_view> seen;
  for (const Table& table : reading.sections.all("trunk")) {
    table.require("address", "\"10.0.0.5\" or a block, \"10.0.0.0/24\"");
    const std::string_view address = table.text("address", {1, 64}).value_or("");
    if (reading.fault.found()) return;
    const auto block = parse_ipv4_block(address);
    if (!block) {
      return table.refuse("address", quoted(address) + " is no address; " + std::string{right});
    }
    if (block->bits < block_bits_min) {
      return table.refuse("address", quoted(address) + " trusts too many; write /" +
                                         std::to_string(block_bits_min) + " or narrower");
    }
    if (first_of(*block) != block->address) {
      return table.refuse("address", quoted(address) + " begins within its block; write `" +
                                         in_words(Ipv4Block{first_of(*block), block->bits}) + "`");
    }
    if (!seen.insert(address).second) {
      return table.refuse("address", quoted(address) + " is there twice; leave one out");
    }
    if (seen.size() > trunks_max) {
      return table.refuse("address",
                          "is one trunk too many; keep to " + std::to_string(trunks_max));
    }
    reading.result.document.trunks.emplace_back(address);
  }
}

}  // namespace relevo::operation
