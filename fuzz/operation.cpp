// An operation file.
#include "fuzz/fuzz.h"
#include "operation/operation_file.h"

using namespace relevo;

namespace {

constexpr KnownIndicator indicators[] = {{"abandonment", Written::percent, 0b0000'1111},
                                         {"aht", Written::time, 0b1111'1111},
                                         {"handled", Written::number, 0b1111'1111},
                                         {"sales_per_hour", Written::per_hour, 0b1111'0001}};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<OperationSource> sources{
      {.name = "a.toml", .text = std::string{fuzz::text_of({data, size})}}};
  const auto read = read_operation(sources, Operation{}, indicators);
  if (!read) {
    RELEVO_ASSERT(!read.error().what.empty());
    return 0;
  }
  // Read once more on top of itself it changes nothing.
  const auto again = read_operation(sources, read->document, indicators);
  RELEVO_ASSERT(again.has_value());
  RELEVO_ASSERT(difference(read->document, again->document).empty());
  return 0;
}
