#include "api/lives.h"

#include <algorithm>

namespace relevo {

Result<const ContactLife*> Lives::find(ContactId id) const {
  const ContactLife* known = history_.find(id);
  if (known != nullptr || !archive_ || !id) return known;
  if (!archived_ || archived_->id != id) {
    auto read = archive_->find(id);
    if (!read) return tl::unexpected<Fault>(read.error());
    archived_ = std::move(*read);
  }
  if (!archived_) return nullptr;
  found_ = archived_;
  if (const LateEvents* late = history_.late(id)) add_late(*found_, *late);
  return &*found_;
}

Result<std::vector<ContactLife>> Lives::list(const LifeFilter& filter,
                                             std::size_t count_max) const {
  std::vector<ContactLife> lives;
  for (const ContactLife* life : history_.list(filter, count_max)) lives.push_back(*life);
  if (!archive_) return lives;
  auto archived = archive_->list(filter, count_max);
  if (!archived) return tl::unexpected<Fault>(archived.error());
  for (ContactLife& life : *archived) {
    if (history_.find(life.id) != nullptr) continue;  // In both: the history knows more.
    if (const LateEvents* late = history_.late(life.id)) add_late(life, *late);
    lives.push_back(std::move(life));
  }
  std::sort(lives.begin(), lives.end(),
            [](const ContactLife& a, const ContactLife& b) { return a.id > b.id; });
  if (lives.size() > count_max) lives.resize(count_max);
  return lives;
}

}  // namespace relevo
