// Topics of the feed: who may have which, and the channel that serves it.
#include "api/feed.h"

namespace relevo {

namespace {

constexpr std::string_view team_prefix = "team:";
constexpr std::string_view campaign_prefix = "campaign:";

}  // namespace

std::optional<Principal> Feed::principal_of(const Viewer& viewer) const {
  return viewer.token ? sign_in_.principal_of(*viewer.token) : std::nullopt;
}

/// Nullptr when there is no such topic for this principal.
std::shared_ptr<const Sight> Feed::sight_of_topic(const std::string& topic,
                                                  const Principal& principal) {
  const Operation& operation = floor_.operation();
  if (topic == "board" || topic == "events") return sights_.of(principal);
  if (topic == "me" && principal.agent) {
    Principal own = principal;
    own.roles = 1U << static_cast<unsigned>(Role::agent);
    return std::make_shared<const Sight>(sight_of(operation, own));
  }
  if (topic.starts_with(team_prefix)) {
    const Team* team = entry_of_code(operation.teams, topic.substr(team_prefix.size()));
    if (team == nullptr || team->retired ||
        !may(principal.roles, Act::see, relation_to(operation, principal, team->id))) {
      return nullptr;
    }
    return std::make_shared<const Sight>(sight_of_team(operation, team->id));
  }
  if (topic.starts_with(campaign_prefix)) {
    const Campaign* campaign =
        entry_of_code(operation.campaigns, topic.substr(campaign_prefix.size()));
    if (campaign == nullptr || campaign->retired ||
        !may(principal.roles, Act::see, relation_to(operation, principal, campaign->id))) {
      return nullptr;
    }
    return std::make_shared<const Sight>(sight_of_campaign(operation, campaign->id));
  }
  return nullptr;
}

/// The channel's key names what decides its content: viewers with the same one share it.
std::optional<Feed::Scope> Feed::scope_of(const std::string& topic, const Principal& principal) {
  Scope scope{.key = topic, .sight = sight_of_topic(topic, principal)};
  if (scope.sight == nullptr) return std::nullopt;
  if (topic == "events") scope.kind = FeedChannel::Kind::events;
  if (topic == "board" || topic == "events") {
    scope.key += scope.sight->system ? "/all and system"
                 : scope.sight->all  ? "/all"
                                     : "/" + std::to_string(principal.user.value);
  } else if (topic == "me") {
    scope.own = principal.agent;
    scope.key += "/" + std::to_string(principal.user.value);
  }
  return scope;
}

void Feed::subscribe(Viewer& viewer, const std::string& topic, std::optional<Position> from) {
  if (!viewer.token) return send_error(viewer, "Sign in first: {\"token\": TOKEN}.");
  if (!join(viewer, topic)) return;
  Subscription& subscription = viewer.topics.at(topic);
  FeedChannel& content = channels_.at(subscription.key).content;
  const auto changes = from ? content.changes_after(*from, floor_) : std::nullopt;
  if (!changes) return send(viewer, subscription, content.snapshot(floor_));
  for (const FeedChannel::Text& text : *changes) send(viewer, subscription, text);
}

/// False, and the viewer is told why, when the topic is not for this viewer.
bool Feed::join(Viewer& viewer, const std::string& topic) {
  const auto principal = principal_of(viewer);
  const auto scope = principal ? scope_of(topic, *principal) : std::nullopt;
  if (!scope) {
    const std::string named = topic.substr(0, 64);
    send_error(viewer, "There is no topic " + named + " that you may see.", named);
    return false;
  }
  const auto before = viewer.topics.find(topic);
  if (before == viewer.topics.end() && viewer.topics.size() >= topics_of_viewer_max) {
    send_error(viewer, "That is one topic too many for one connection.", topic.substr(0, 64));
    return false;
  }
  if (before != viewer.topics.end()) leave(before->second);
  auto channel = channels_.find(scope->key);
  if (channel == channels_.end()) {
    channel =
        channels_
            .emplace(scope->key,
                     Channel{.content = {scope->kind, topic, scope->sight, scope->own, floor_}})
            .first;
  }
  ++channel->second.viewers;
  viewer.topics.insert_or_assign(topic, Subscription{.key = scope->key});
  return true;
}

void Feed::leave(Subscription& subscription) {
  const auto channel = channels_.find(subscription.key);
  if (channel == channels_.end()) return;
  if (--channel->second.viewers == 0) channel->second.without_since = floor_.now();
}

}  // namespace relevo
