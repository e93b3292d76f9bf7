// Queues: where contacts wait, and what the file may leave out about them.
#include <algorithm>
#include <array>
#include <map>

#include "base/enum_name.h"
#include "operation/reading.h"

namespace relevo::operation {

namespace {

constexpr Range target_s{1, 3'600};
constexpr Range ring_s{5, 120};
constexpr Range wrap_up_s{0, 3'600};
constexpr Range wrap_up_max_s{0, 7'200};
constexpr Range short_abandon_s{0, 60};
constexpr Range priority_s{0, 86'400};
constexpr Range contacts{1, 100'000};

// A language is a folder of recorded prompts.
constexpr std::array<std::string_view, 2> languages{"es", "en"};

/// One of `choices`, or the first of them when the key is not there.
template <class Choices>
std::string_view choice(const Table& table, std::string_view key, const Choices& choices) {
  const auto text = table.text(key, {0, 200});
  if (!text) return choices.front();
  if (std::find(choices.begin(), choices.end(), *text) != choices.end()) return *text;
  std::string right;
  for (const std::string_view known : choices) {
    right += (right.empty() ? "write " : " or ") + quoted(known);
  }
  table.refuse(key, "there is no " + std::string{key} + " " + quoted(*text) + "; " + right);
  return choices.front();
}

bool is_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether the text names a file inside of a folder and cannot lead out of it.
bool is_sound_name(std::string_view text) {
  constexpr std::string_view known =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./";
  return text.find_first_not_of(known) == std::string_view::npos && text.front() != '/' &&
         text.back() != '/' && text.find("..") == std::string_view::npos &&
         text.find("//") == std::string_view::npos;
}

std::string_view sound(const Table& table, std::string_view key, std::size_t bytes_max,
                       std::string_view otherwise) {
  const auto text = table.text(key, {0, static_cast<std::int64_t>(bytes_max)});
  if (!text) return otherwise;
  if (text->empty() || is_sound_name(*text)) return *text;
  table.refuse(key, quoted(*text) +
                        " is no name of a sound; write a file's name in its folder, without .wav");
  return otherwise;
}

using Numbers = std::map<std::string_view, Place>;

std::string_view read_number(const Table& table, Numbers& numbers) {
  const auto number = table.text("number", {1, 32});
  if (!number) return {};
  if (!is_number(*number)) {
    table.refuse("number", quoted(*number) +
                               " is no number; write digits, with a + in front for "
                               "one with its country");
    return {};
  }
  const auto [at, fresh] = numbers.emplace(*number, table.place_of("number"));
  if (!fresh) {
    table.refuse("number", quoted(*number) + " is taken at " + in_words(at->second) +
                               "; give each queue a number of its own");
  }
  return *number;
}

Strategy read_strategy(const Table& table) {
  constexpr std::array names{enum_name(Strategy::longest_idle), enum_name(Strategy::skill_fit)};
  return enum_from_name<Strategy>(choice(table, "strategy", names))
      .value_or(Strategy::longest_idle);
}

/// Of a wrap-up with all that its agent can add to it.
Duration read_wrap_up_max(const Table& table, Duration wrap_up) {
  constexpr Duration usual_extension = seconds(90);
  const Duration usual = wrap_up.us == 0 ? Duration{} : wrap_up + usual_extension;
  const Duration most =
      seconds(table.whole("wrap_up_max_s", wrap_up_max_s, usual.us / seconds(1).us));
  if (most >= wrap_up) return most;
  table.refuse("wrap_up_max_s", "it is less than wrap_up_s; write at least as much");
  return usual;
}

void read_queue(const Reading& reading, const Table& table, QueueSetup& queue) {
  const auto duration = [&](std::string_view key, Range range, std::int64_t otherwise) {
    return seconds(table.whole(key, range, otherwise));
  };
  queue.requires_ = read_skill_levels(reading, table, "skills");
  queue.target = duration("target_s", target_s, 20);
  queue.ring = duration("ring_s", ring_s, 20);
  queue.wrap_up = duration("wrap_up_s", wrap_up_s, 10);
  queue.wrap_up_max = read_wrap_up_max(table, queue.wrap_up);
  queue.short_abandon = duration("short_abandon_s", short_abandon_s, 5);
  queue.credit = duration("priority_s", priority_s, 0);
  queue.strategy = read_strategy(table);
  queue.contacts_max = static_cast<std::uint32_t>(table.whole("contacts_max", contacts, 1'000));
  queue.language = choice(table, "language", languages);
  const std::string folder = std::string{queue.language.view()} + "/";
  const std::string_view greeting =
      sound(table, "greeting", queue.greeting.size_max - folder.size(), "queue-thankyou");
  if (!greeting.empty()) queue.greeting = std::string_view{folder + std::string{greeting}};
  queue.music = sound(table, "music", queue.music.size_max, "");
  queue.record = table.flag("record", false);
}

}  // namespace

std::vector<SkillLevel> read_skill_levels(const Reading& reading, const Table& table,
                                          std::string_view key) {
  std::vector<SkillLevel> levels;
  for (const Level& level : table.levels(key)) {
    const Skill* skill = reading.skills.refer(table, key, level.place, level.skill);
    if (skill != nullptr) levels.push_back({skill->id, level.level});
  }
  return levels;
}

void read_queues(Reading& reading) {
  Numbers numbers;
  for (const Table& table : reading.sections.all("queue")) {
    const std::string_view code = table.code("code");
    const std::string_view campaign = table.code("campaign");
    if (reading.fault.found()) return;
    const Campaign* known =
        reading.campaigns.refer(table, "campaign", table.place_of("campaign"), campaign);
    QueueSetup* queue = reading.queues.take(table, "code", table.place_of("code"), code);
    if (known == nullptr || queue == nullptr) return;
    queue->campaign = known->id;
    queue->number = read_number(table, numbers);
    read_queue(reading, table, *queue);
  }
}

}  // namespace relevo::operation
