#include "api/feed.h"

#include <algorithm>
#include <vector>

#include "api/digest.h"
#include "api/json_read.h"
#include "api/problem.h"
#include "api/ticket.h"

namespace relevo {

namespace {

constexpr std::uint16_t close_policy = 1008;

}  // namespace

HttpReply Feed::on_upgrade(const HttpRequest& request) const {
  if (request.path != "/api/v1/feed") return problem(404, "The feed is at /api/v1/feed.");
  if (!request.origin.empty() && !is_of_own_page(request)) {
    return problem(403, "The feed is for this server's own page.");
  }
  if (!request.authorization.empty() && !sign_in_.principal(request)) {
    return problem(401, "Sign in first; the session may have ended.");
  }
  return {.status = 101};
}

void Feed::on_open(const std::shared_ptr<WebSocketPeer>& peer, const HttpRequest& request) {
  Viewer viewer{.peer = peer, .opened = floor_.now(), .progress_at = floor_.now()};
  if (!request.authorization.empty()) {
    viewer.token = ticket_of(request);
  } else if (is_of_own_page(request)) {
    viewer.cookies = request.cookie;
  }
  viewers_.insert_or_assign(peer.get(), std::move(viewer));
  metrics_.feed_viewers.add(1);
}

void Feed::on_closed(const std::shared_ptr<WebSocketPeer>& peer) {
  const auto found = viewers_.find(peer.get());
  if (found == viewers_.end()) return;
  for (auto& [topic, subscription] : found->second.topics) leave(subscription);
  phones_.closed(peer.get());
  viewers_.erase(found);
  metrics_.feed_viewers.add(-1);
}

void Feed::on_text(const std::shared_ptr<WebSocketPeer>& peer, std::string_view text) {
  const auto found = viewers_.find(peer.get());
  if (found == viewers_.end()) return;
  Viewer& viewer = found->second;
  if (!viewer.messages.take(floor_.now(), messages_burst, message_refill)) {
    metrics_.feed_cut.add();
    return peer->close(close_policy, "too many messages");
  }
  const auto message = read_json_object(text);
  if (!message) return send_error(viewer, message.error().what);
  const JsonValue* token = message->find("token");
  if (token != nullptr && token->is_text() && !viewer.token) {
    const Digest digest = digest_of(token->text);
    if (!sign_in_.principal_of(digest)) {
      send_error(viewer, "The token is not good; sign in again.");
      return peer->close(close_policy, "not signed in");
    }
    viewer.token = digest;
  }
  const JsonValue* user = message->find("user");
  if (user != nullptr && user->is_text() && !viewer.token) {
    const Digest cookie = digest_of(cookie_token(viewer.cookies, user->text));
    viewer.cookies.clear();
    if (!sign_in_.principal_of(cookie)) {
      send_error(viewer, "This browser is not signed in as that user any more.");
      return peer->close(close_policy, "not signed in");
    }
    viewer.token = cookie;
  }
  if (const JsonValue* said = message->find("phone")) return take_phone(viewer, *said);
  const JsonValue* topic = message->find("subscribe");
  if (topic == nullptr) {
    if (token == nullptr && user == nullptr) send_error(viewer, "Say {\"subscribe\": TOPIC}.");
    return;
  }
  const JsonValue* from = message->find("from");
  if (!topic->is_text() || (from != nullptr && !from->is_number())) {
    return send_error(viewer, "\"subscribe\" is a text and \"from\" a position.");
  }
  subscribe(viewer, topic->text,
            from == nullptr ? std::nullopt : std::optional<Position>{from->number});
}

void Feed::take_phone(const Viewer& viewer, const JsonValue& said) {
  const auto principal = principal_of(viewer);
  if (!principal) return send_error(viewer, "Only who is signed in has a phone.");
  const Operation& operation = floor_.operation();
  const Code& code = principal->agent ? operation.agents[principal->agent.value - 1].code
                                      : operation.users[principal->user.value - 1].code;
  const std::string_view wrong = phones_.take(viewer.peer, code, said, floor_.now());
  if (!wrong.empty()) send_error(viewer, wrong);
}

void Feed::on_drained(const std::shared_ptr<WebSocketPeer>& peer) {
  const auto found = viewers_.find(peer.get());
  if (found == viewers_.end()) return;
  Viewer& viewer = found->second;
  for (auto& [topic, subscription] : viewer.topics) {
    if (!subscription.behind) continue;
    subscription.behind = false;
    // Without the limit: a snapshot may be larger than it, and nothing else waits.
    const auto snapshot = channels_.at(subscription.key).content.snapshot(floor_);
    viewer.sent_bytes += snapshot->size();
    peer->send(snapshot);
  }
}

void Feed::publish(const Batch& batch, const BoardChanges& changes) {
  if (changes.operation) {
    start_again();
  } else {
    Texts texts;
    for (auto& [key, channel] : channels_) {
      if (auto text = channel.content.change(floor_, batch, changes)) texts.emplace(key, text);
    }
    send(texts);
  }
  for (const Event& event : batch.events) {
    if (std::holds_alternative<SessionClosed>(event)) return cut_sessions_that_are_over();
  }
}

void Feed::send(const Texts& texts) {
  if (texts.empty()) return;
  for (auto& [peer, viewer] : viewers_) {
    for (auto& [topic, subscription] : viewer.topics) {
      const auto text = texts.find(subscription.key);
      if (text != texts.end()) send(viewer, subscription, text->second);
    }
  }
}

void Feed::send(Viewer& viewer, Subscription& subscription, const FeedChannel::Text& text) {
  if (subscription.behind) return;
  const std::size_t waiting = viewer.peer->queued_bytes();
  if (waiting > 0 && waiting + text->size() > waiting_bytes_max) {
    subscription.behind = true;
    metrics_.feed_coalesced.add();
    return;
  }
  viewer.sent_bytes += text->size();
  viewer.peer->send(text);
}

void Feed::send_error(const Viewer& viewer, std::string_view error, std::string_view topic) {
  if (viewer.peer->queued_bytes() > waiting_bytes_max) return;
  JsonWriter json;
  json.begin_object();
  json.member("error", error);
  if (!topic.empty()) json.member("topic", topic);
  json.end_object();
  viewer.peer->send(std::make_shared<const std::string>(json.take()));
}

void Feed::start_again() {
  channels_.clear();
  for (auto& [peer, viewer] : viewers_) {
    std::map<std::string, Subscription> before;
    before.swap(viewer.topics);
    for (const auto& [topic, subscription] : before) subscribe(viewer, topic, std::nullopt);
  }
}

void Feed::cut_sessions_that_are_over() {
  std::vector<std::shared_ptr<WebSocketPeer>> over;
  for (const auto& [peer, viewer] : viewers_) {
    if (viewer.token && !principal_of(viewer)) over.push_back(viewer.peer);
  }
  for (const auto& peer : over) peer->close(close_policy, "the session has ended");
}

void Feed::look_after() {
  Texts texts;
  for (auto& [key, channel] : channels_) {
    if (auto text = channel.content.held_back(floor_)) texts.emplace(key, text);
  }
  send(texts);
  const Time now = floor_.now();
  cut_sessions_that_are_over();
  std::vector<std::shared_ptr<WebSocketPeer>> slow;
  std::vector<std::shared_ptr<WebSocketPeer>> nobody;
  for (auto& [peer, viewer] : viewers_) {
    const std::uint64_t waiting = viewer.peer->queued_bytes();
    const std::uint64_t taken = viewer.sent_bytes - std::min(waiting, viewer.sent_bytes);
    if (waiting == 0 || taken > viewer.taken_bytes) viewer.progress_at = now;
    viewer.taken_bytes = taken;
    if (now - viewer.progress_at >= progress_within) slow.push_back(viewer.peer);
    if (!viewer.token && now - viewer.opened >= token_within) nobody.push_back(viewer.peer);
  }
  metrics_.feed_cut.add(slow.size());
  for (const auto& peer : slow) peer->close(close_policy, "reads too slowly");
  for (const auto& peer : phones_.take_stopped(now)) peer->close(close_policy, "does not run");
  for (const auto& peer : nobody) peer->close(close_policy, "not signed in");
  std::erase_if(channels_, [now](const auto& entry) {
    return entry.second.viewers == 0 && now - entry.second.without_since >= channel_kept;
  });
}

}  // namespace relevo
