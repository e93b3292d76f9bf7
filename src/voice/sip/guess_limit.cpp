#include "voice/sip/guess_limit.h"

#include <algorithm>
#include <vector>

namespace relevo::voice {

namespace {

constexpr std::size_t account_size_max = 64;  // What is invented may be as long as a message.

// Neither an address nor a way has a space in it, so that no two pairs look the same.
std::string pair_of(const GuessLimit::Guess& guess) {
  const std::string& from = guess.way.empty() ? guess.source : guess.way;
  return from + " " + guess.account.substr(0, account_size_max);
}

}  // namespace

bool Debts::full(const std::string& debtor, Time at) const {
  const auto found = clean_at_.find(debtor);
  return found != clean_at_.end() &&
         found->second - at > Duration{limits_.forgiven_each.us * (limits_.failures_max - 1)};
}

void Debts::add(const std::string& debtor, Time at) {
  if (clean_at_.size() >= limits_.entries_max && !clean_at_.contains(debtor)) make_room(at);
  Time& clean_at = clean_at_[debtor];
  clean_at = std::max(clean_at, at) + limits_.forgiven_each;
}

// Forgetting all of them would set free whoever fills the table with invented names, and forgetting
// one at a time would cost each of those a look at the whole.
void Debts::make_room(Time at) {
  std::erase_if(clean_at_, [at](const auto& entry) { return entry.second <= at; });
  if (clean_at_.size() < limits_.entries_max) return;
  std::vector<Time> times;
  times.reserve(clean_at_.size());
  for (const auto& [debtor, clean_at] : clean_at_) times.push_back(clean_at);
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  std::erase_if(clean_at_, [least = *middle](const auto& entry) { return entry.second <= least; });
}

bool GuessLimit::blocked(const Guess& guess, Time at) const {
  if (accounts_.full(pair_of(guess), at)) return true;
  return !guess.at_home && sources_.full(guess.source, at);
}

void GuessLimit::failed(const Guess& guess, Time at) {
  accounts_.add(pair_of(guess), at);
  sources_.add(guess.source, at);
}

}  // namespace relevo::voice
