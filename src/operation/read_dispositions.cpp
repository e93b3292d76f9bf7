// Dispositions: what contacts can come to, named in both languages.
#include "base/enum_name.h"
#include "operation/reading.h"

namespace relevo::operation {

namespace {

DispositionKind read_kind(const Table& table) {
  const auto text = table.text("kind", {0, 200});
  if (!text) return DispositionKind::contact;
  const auto kind = enum_from_name<DispositionKind>(*text);
  if (kind) return *kind;
  table.refuse("kind", "there is no kind " + quoted(*text) +
                           "; write contact, no_contact, sale, promise or refusal");
  return DispositionKind::contact;
}

void read_disposition_campaigns(const Reading& reading, const Table& table,
                                Disposition& disposition) {
  for (const Word& word : table.words("campaigns")) {
    const Campaign* known = reading.campaigns.refer(table, "campaigns", word.place, word.text);
    if (known == nullptr) return;
    disposition.campaigns.push_back(known->id);
  }
}

}  // namespace

void read_dispositions(Reading& reading) {
  for (const Table& table : reading.sections.all("disposition")) {
    const std::string_view code = table.code("code");
    const ShownNames names = read_shown_names(table);
    if (reading.fault.found()) return;
    Disposition* disposition =
        reading.dispositions.take(table, "code", table.place_of("code"), code);
    if (disposition == nullptr) return;
    disposition->name_es = names.es;
    disposition->name_en = names.en;
    disposition->kind = read_kind(table);
    read_disposition_campaigns(reading, table, *disposition);
  }
}

}  // namespace relevo::operation
