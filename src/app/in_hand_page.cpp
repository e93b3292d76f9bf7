#include "app/in_hand_page.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>

#include "base/enum_name.h"

namespace relevo {

namespace {

constexpr std::uint64_t page_version = 0x72656c6576680003;  // `relevh`, 3.

struct Suspect {
  CommandIdentity identity;
  ProgramIdentity program;  // That crashed.
  std::uint64_t crashes = 0;
};

/// Who reads it after a crash sees what was stored before: only the compiler could reorder it.
void in_order() { std::atomic_signal_fence(std::memory_order_seq_cst); }

std::string describe(const CommandIdentity& identity) {
  std::string text = "kind=" + std::string(enum_name(identity.kind));
  if (identity.number != 0) {
    return text + " node=" + std::to_string(identity.node) +
           " session=" + std::to_string(identity.session) +
           " number=" + std::to_string(identity.number);
  }
  return text + " user=" + std::to_string(identity.by);
}

}  // namespace

struct InHandPage::Page {
  std::uint64_t version;
  std::uint64_t held;  // 1: `hand` is in hand.
  CommandIdentity hand;
  ProgramIdentity program;  // Whose hand.
  Position replaying;
  std::uint64_t suspects_seen;  // Ever: the next one's place is this modulo suspects_max.
  std::array<Suspect, suspects_max> suspects;

  Suspect* find(const CommandIdentity& identity, const ProgramIdentity& of) {
    const auto found = std::find_if(suspects.begin(), suspects.end(), [&](const Suspect& s) {
      return s.identity == identity && s.program == of;
    });
    return found == suspects.end() ? nullptr : &*found;
  }
};

Result<InHandPage::Page*> InHandPage::map(const std::string& path) {
  const auto failed = [&path](const char* doing) {
    return fault(Fault::Kind::disk,
                 std::string("page in hand: ") + doing + " " + path + ": " + std::strerror(errno));
  };
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return failed("opening");
  void* memory = MAP_FAILED;
  if (::ftruncate(descriptor, sizeof(Page)) == 0 &&
      ::posix_fallocate(descriptor, 0, sizeof(Page)) == 0) {
    memory = ::mmap(nullptr, sizeof(Page), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  }
  auto unmapped = failed("mapping");
  ::close(descriptor);
  if (memory == MAP_FAILED) return unmapped;
  auto* page = static_cast<Page*>(memory);
  if (page->version != page_version) {
    std::memset(memory, 0, sizeof(Page));
    page->version = page_version;
  }
  return page;
}

Result<std::unique_ptr<InHandPage>> InHandPage::open(const DataPaths& paths,
                                                     const ProgramIdentity& ours, Logger& logger) {
  const auto page = map(paths.in_hand);
  if (!page) return tl::unexpected<Fault>(page.error());
  std::unique_ptr<InHandPage> opened{new InHandPage{*page, ours}};
  opened->look_back(logger);
  return opened;
}

InHandPage::~InHandPage() { ::munmap(page_, sizeof(Page)); }

void InHandPage::look_back(Logger& logger) {
  const bool held = page_->held != 0;
  const CommandIdentity hand = page_->hand;
  const ProgramIdentity program = page_->program;
  page_->held = 0;
  in_order();
  page_->program = ours_;
  if (!held) return;
  if (!hand.is_one()) {
    return logger.warning("a command was in hand when core died", {{"command", describe(hand)}});
  }
  Suspect* suspect = page_->find(hand, program);
  if (suspect == nullptr) {
    suspect = &page_->suspects[page_->suspects_seen++ % suspects_max];
    *suspect = {.identity = hand, .program = program};
  }
  ++suspect->crashes;
  const bool is_ours = program == ours_;
  const bool is_cause = is_ours && suspect->crashes >= crashes_max;
  logger.write(is_cause ? Severity::error : Severity::warning,
               is_cause  ? "core died of a command again: it is set aside when it comes again"
               : is_ours ? "a command was in hand when core died"
                         : "a command was in hand when another program's core died",
               {{"command", describe(hand)}, {"times", suspect->crashes}});
}

bool InHandPage::take(const CommandIdentity& identity) {
  const Suspect* suspect = page_->find(identity, ours_);
  if (suspect != nullptr && suspect->crashes >= crashes_max) return false;
  page_->hand = identity;
  in_order();
  page_->held = 1;
  in_order();
  return true;
}

void InHandPage::put_down() {
  in_order();
  page_->held = 0;
}

void InHandPage::replaying(Position first) { page_->replaying = first; }

Position InHandPage::crashed_at(const DataPaths& paths) {
  const auto page = map(paths.in_hand);
  if (!page) return 0;
  const Position position = (*page)->replaying;
  ::munmap(*page, sizeof(Page));
  return position;
}

}  // namespace relevo
