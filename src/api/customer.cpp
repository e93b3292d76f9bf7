#include "api/customer.h"

#include <array>

#include "api/json_member.h"
#include "operation/screen_pop.h"

namespace relevo {

namespace {

constexpr PersonId nobody{~std::uint64_t{0}};
constexpr std::size_t digits_min = 3;
constexpr std::size_t digits_max = 15;

std::string phone_of(const records::Person& person) {
  for (const records::Address& address : person.addresses) {
    if (address.kind == "phone") return address.text;
  }
  return {};
}

using J = JsonWriter;
using Member = JsonMember<Floor, records::Person>;

constexpr std::array customer_members = {
    Member{"number", schema::nullable<schema::text>,
           [](J& json, const Floor&, const records::Person& person) {
             const std::string phone = phone_of(person);
             if (phone.empty()) return json.value(nullptr);
             json.value(phone);
           }},
    Member{"name", schema::text,
           [](J& json, const Floor&, const records::Person& person) { json.value(person.name); },
           [](const Floor&, const records::Person& person) { return !person.name.empty(); }},
};

template <class Entry>
std::string code_in(const Entry* entry) {
  return entry == nullptr ? std::string{} : std::string{entry->code.view()};
}

void append_screen_pop(J& json, const Floor& floor, const Principal& principal,
                       const ContactLife& life, const std::optional<records::Person>& person) {
  const Operation& operation = floor.operation();
  const QueueSetup* const queue = entry_of(operation.queues, life.queue);
  const Campaign* const campaign =
      queue == nullptr ? nullptr : entry_of(operation.campaigns, queue->campaign);
  if (campaign == nullptr || campaign->screen_pop.empty()) return json.value(nullptr);
  json.value(operation::screen_pop_of(
      campaign->screen_pop.view(), {.contact = std::to_string(life.id.value),
                                    .queue = code_in(queue),
                                    .campaign = code_in(campaign),
                                    .agent = code_in(entry_of(operation.agents, principal.agent)),
                                    .number = person ? phone_of(*person) : std::string{},
                                    .name = person ? person->name : std::string{}}));
}

}  // namespace

bool sees_customer(const Floor& floor, const Principal& principal, const ContactLife& life) {
  const auto row = floor.board().contacts().find(life.id);
  return may_see_customer(floor.operation(), principal, life,
                          row == floor.board().contacts().end() ? nullptr : &row->second);
}

void append_customer(JsonWriter& json, const Floor& floor, const Principal& principal,
                     const ContactLife& life) {
  const bool shown = sees_customer(floor, principal, life);
  const auto person = shown ? floor.person(life.person) : std::nullopt;
  json.key("customer");
  if (person) {
    append_object(json, customer_members, floor, *person);
  } else {
    json.value(nullptr);
  }
  json.key("screen_pop");
  if (shown) return append_screen_pop(json, floor, principal, life, person);
  json.value(nullptr);
}

void customer_schema(JsonWriter& json) { append_object_schema(json, customer_members); }

Result<PersonId> caller_with(const Floor& floor, std::string_view written) {
  std::string digits;
  for (const char letter : written) {
    if (letter >= '0' && letter <= '9') {
      digits += letter;
    } else if (std::string_view{"+ -()."}.find(letter) == std::string_view::npos) {
      digits.clear();
      break;
    }
  }
  if (digits.size() < digits_min || digits.size() > digits_max) {
    return fault(Fault::Kind::input,
                 "\"number\" is a telephone number of 3 to 15 digits, like +525512345678.");
  }
  // Carriers differ in whether they send the sign.
  for (const std::string& phone : {"+" + digits, digits}) {
    if (const auto person = floor.person_with(phone)) return *person;
  }
  return nobody;
}

}  // namespace relevo
