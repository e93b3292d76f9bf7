// A request of the API: its target, its body as JSON, and the fields of a command.
#include "api/command_form.h"
#include "api/json_read.h"
#include "fuzz/fuzz.h"
#include "http/target.h"

using namespace relevo;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of({data, size});
  static_cast<void>(parse_target(text));
  const auto body = read_json_object(text);
  if (!body) return 0;
  for (const CommandForm& form : command_forms()) {
    const auto fields = read_fields(form, *body);
    if (!fields) continue;
    static_cast<void>(form.make(AgentId{1}, *fields, Operation{}));
    static_cast<void>(canonical(form, "1001", *fields));
  }
  return 0;
}
