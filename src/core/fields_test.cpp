// What holds for the fields of everything that core keeps or sends as bytes.
#include "core/fields.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <typeinfo>

#include "base/enum_name.h"
#include "core/commands.h"
#include "core/operation.h"
#include "core/state_fields.h"

namespace relevo {

namespace {

/// The numbers ascend and no name comes twice.
struct Listing {
  unsigned last = 0;
  bool ascending = true;
  std::set<std::string> names;
  std::size_t count = 0;

  template <class T>
  void operator()(unsigned number, const char* name, const T& /*field*/) {
    ascending = ascending && number > last;
    last = number;
    names.insert(name);
    ++count;
  }
};

template <class T>
void look_at() {
  const T object{};
  Bytes bytes;
  encode(bytes, object);
  CHECK(bytes.empty());  // Else a zero that is sent would be read as the default.
  Listing listing;
  visit_fields(listing, object);
  CHECK(listing.ascending);
  CHECK(listing.count == listing.names.size());
}

template <class... Es>
void look_at_all(const std::variant<Es...>* /*of*/) {
  (look_at<Es>(), ...);
}

template <class... Es>
void look_at_kinds(const std::variant<Es...>* /*of*/) {
  const std::set<std::uint16_t> numbers{Kind<Es>::number...};
  const std::set<std::string_view> names{Kind<Es>::name...};
  CHECK(numbers.size() == sizeof...(Es));
  CHECK(names.size() == sizeof...(Es));
}

}  // namespace

TEST_CASE("fields: of events, ascending, named once, and nothing in bytes when zero") {
  look_at_all(static_cast<const Event*>(nullptr));
  look_at<Candidate>();
}

TEST_CASE("fields: of the operation, the same") {
  look_at<Operation>();
  look_at<Site>();
  look_at<Skill>();
  look_at<Client>();
  look_at<Campaign>();
  look_at<SkillLevel>();
  look_at<QueueSetup>();
  look_at<Disposition>();
  look_at<Team>();
  look_at<AgentSetup>();
  look_at<UserSetup>();
}

TEST_CASE("fields: of the state, the same") {
  look_at<DevicesAt>();
  look_at<Agent>();
  look_at<Offer>();
  look_at<Second>();
  look_at<Contact>();
  look_at<Node>();
  look_at<Session>();
  look_at<UsedKey>();
  look_at<WaitKey>();
  look_at<Queue>();
  look_at<Deadline>();
  look_at<TakenFacts>();
  look_at<State>();
}

TEST_CASE("kinds: each event has a number and a name of its own") {
  look_at_kinds(static_cast<const Event*>(nullptr));
}

TEST_CASE("fields: a kind of command is called as the command") {
  const auto snake = [](std::string_view name) {
    std::string text;
    for (const char c : name) {
      const bool is_upper = c >= 'A' && c <= 'Z';
      if (is_upper && !text.empty()) text += '_';
      text += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
  };
  const auto check = [&]<class... Cs>(const std::variant<Cs...>* /*of*/) {
    (..., [&] {
      std::string_view type = typeid(Cs).name();  // N6relevo8SetReadyE
      type.remove_prefix(type.find_first_of("0123456789", 8));
      type.remove_prefix(type.find_first_not_of("0123456789"));
      type.remove_suffix(1);
      CHECK(snake(type) == enum_name(kind_of(Command{Cs{}})));
    }());
  };
  check(static_cast<const Command*>(nullptr));
}

}  // namespace relevo
