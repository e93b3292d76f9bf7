// The last word about each of several things, until core has made it durable.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace relevo::voice {

/// Of a Key there is a last word: a fact with its number, or one that found no room in the queue.
template <class Key>
class Untaken {
 public:
  /// The last word about `key` is fact `number`; 0: the queue was full.
  void told(const Key& key, std::uint64_t number) {
    numbers_.erase(key);
    lost_.erase(key);
    if (number == 0) {
      lost_.insert(key);
    } else {
      numbers_.emplace(key, number);
    }
  }

  /// Whether its last word is a fact that core has not taken yet.
  bool waits(const Key& key) const { return numbers_.contains(key); }

  /// Core has every fact up to `number`. Gives those whose last word is among them.
  std::vector<Key> taken(std::uint64_t number) {
    std::vector<Key> done;
    std::erase_if(numbers_, [&](const auto& entry) {
      if (entry.second > number) return false;
      done.push_back(entry.first);
      return true;
    });
    return done;
  }

  /// Those whose last word was lost: to be told again now that there is room. They are forgotten.
  std::vector<Key> take_lost() {
    std::vector<Key> lost{lost_.begin(), lost_.end()};
    lost_.clear();
    return lost;
  }

  void forget(const Key& key) {
    numbers_.erase(key);
    lost_.erase(key);
  }

 private:
  std::map<Key, std::uint64_t> numbers_;
  std::set<Key> lost_;
};

}  // namespace relevo::voice
