// GET /feed: who is connected, to what, and how far behind they are.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/api_metrics.h"
#include "api/feed_channel.h"
#include "api/page_phones.h"
#include "api/sights.h"
#include "api/sign_in.h"
#include "base/token_bucket.h"
#include "http/http.h"

namespace relevo {

/// Server's thread only. Nobody who reads slowly makes a queue grow without end: beyond
/// waiting_bytes_max nothing more is queued, and once all of it is read a fresh snapshot follows.
class Feed {
 public:
  static constexpr std::size_t waiting_bytes_max = std::size_t{256} << 10U;  // To one viewer.
  static constexpr std::size_t topics_of_viewer_max = 8;
  static constexpr Duration progress_within = seconds(10);  // Else the viewer is cut.
  static constexpr Duration token_within = seconds(10);     // Of the opening, without a header.
  // Of one connection; each subscription costs a snapshot. Beyond it the viewer is cut.
  static constexpr std::int64_t messages_burst = 50;
  static constexpr Duration message_refill = milliseconds(100);
  static constexpr Duration channel_kept = FeedChannel::kept_for;  // Without viewers, for `from`.

  /// `phones`: none where there is no voice.
  Feed(Floor& floor, Sights& sights, const SignIn& sign_in, PhonePort* phones, ApiMetrics& metrics)
      : floor_(floor), sights_(sights), sign_in_(sign_in), phones_(phones), metrics_(metrics) {}

  /// 101, or why not: another page's script, a token that is not good.
  HttpReply on_upgrade(const HttpRequest& request) const;

  void on_open(const std::shared_ptr<WebSocketPeer>& peer, const HttpRequest& request);
  void on_text(const std::shared_ptr<WebSocketPeer>& peer, std::string_view text);
  void on_drained(const std::shared_ptr<WebSocketPeer>& peer);
  void on_closed(const std::shared_ptr<WebSocketPeer>& peer);

  /// The batch was folded into the floor, and changed this of the board.
  void publish(const Batch& batch, const BoardChanges& changes);

  /// Voice says something of a page's phone.
  void tell_phone(const PhoneTold& told) { phones_.tell(told); }

  /// A new operation, or new names: roles, teams and rows may all be others.
  void start_again();

  /// The server is gone, and its connections with it.
  void forget_viewers() { viewers_.clear(); }

  /// Each second: tells what was held back, cuts viewers without progress or session, and pages
  /// that do not run any more, drops channels without viewers.
  void look_after();

 private:
  struct Channel {
    FeedChannel content;
    std::size_t viewers = 0;
    Time without_since;
  };
  struct Subscription {
    std::string key;      // Of the channel.
    bool behind = false;  // Frames were left out: a snapshot follows.
  };
  using Texts = std::map<std::string_view, FeedChannel::Text>;  // By the channel's key.

  struct Viewer {
    std::shared_ptr<WebSocketPeer> peer;
    std::optional<Digest> token;  // Of its session, once it is known.
    std::string cookies;          // Until the page says whose it is.
    std::map<std::string, Subscription> topics;
    Time opened;
    TokenBucket messages;
    std::uint64_t sent_bytes = 0;
    std::uint64_t taken_bytes = 0;  // Of them, by the network.
    Time progress_at;
  };
  struct Scope {
    std::string key;
    FeedChannel::Kind kind = FeedChannel::Kind::board;
    std::shared_ptr<const Sight> sight;
    AgentId own;
  };

  std::optional<Principal> principal_of(const Viewer& viewer) const;
  void take_phone(const Viewer& viewer, const JsonValue& said);
  std::optional<Scope> scope_of(const std::string& topic, const Principal& principal);
  std::shared_ptr<const Sight> sight_of_topic(const std::string& topic, const Principal& principal);
  void subscribe(Viewer& viewer, const std::string& topic, std::optional<Position> from);
  bool join(Viewer& viewer, const std::string& topic);
  void leave(Subscription& subscription);
  void send(const Texts& texts);
  void send(Viewer& viewer, Subscription& subscription, const FeedChannel::Text& text);
  /// `topic`: what it is about, where that was one; so the viewer knows which it does not get.
  void send_error(const Viewer& viewer, std::string_view error, std::string_view topic = {});
  void cut_sessions_that_are_over();

  Floor& floor_;
  Sights& sights_;
  const SignIn& sign_in_;
  PagePhones phones_;
  ApiMetrics& metrics_;
  std::map<std::string, Channel> channels_;
  std::map<const WebSocketPeer*, Viewer> viewers_;
};

}  // namespace relevo
