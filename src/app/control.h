// The socket in the data folder at which a running `serve` is asked for an upgrade.
//
// One packet is one message. The request is `upgrade PATIENCE_S PATH`, with an empty PATH for where
// serve was started from. Answers are a kind, a space and a sentence: any number of `step`, then
// one of `done`, `refused`, `failed`. Client and server may be of different versions: words are
// added, these stay.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace relevo {

struct UpgradeRequest {
  static constexpr int patience_s_max = 3600;

  int patience_s = 0;  // 1 to patience_s_max, for the new core to be ready.
  std::string program;
};

std::string to_text(const UpgradeRequest& request);

/// Fault input: it is no such request.
Result<UpgradeRequest> parse_upgrade_request(std::string_view text);

class ControlSocket {
 public:
  static constexpr std::size_t waiting_max = 4;  // Who connects and asks nothing; the oldest goes.
  static constexpr std::size_t request_bytes_max = 8'192;

  struct Asked {
    int client = -1;  // Belongs to who takes it.
    Result<UpgradeRequest> request;
  };

  /// Listens there, mode 0600, in place of what an earlier serve left. Fault network.
  static Result<std::unique_ptr<ControlSocket>> open(const std::string& path);

  ~ControlSocket();
  ControlSocket(const ControlSocket&) = delete;
  ControlSocket& operator=(const ControlSocket&) = delete;

  /// To be polled for reading.
  std::vector<int> descriptors() const;

  /// The next request of this user or of root, if one is there. Does not wait.
  std::optional<Asked> take();

 private:
  explicit ControlSocket(int listener) : listener_(listener) {}
  void accept_all();

  const int listener_;
  std::deque<int> waiting_;  // Connected, the oldest first.
};

/// Sends one answer; does not wait for who does not read.
void answer(int client, std::string_view kind, std::string_view sentence);

/// For the one who asks: a connection to the serve that listens there. Fault input: nobody does.
/// Fault network.
Result<int> connect_to_control(const std::string& path);

/// Fault network: the server has gone, or the path is longer than any.
Result<void> ask(int connection, const UpgradeRequest& request);

/// Waits for the next answer. Nothing: the other side has gone.
std::optional<std::string> next_answer(int connection);

}  // namespace relevo
