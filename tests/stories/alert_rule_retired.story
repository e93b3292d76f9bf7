# A rule that the operation has no longer takes its alerts along; nobody sees one by it any more.

queue billing
user sam role=supervisor
ladder supervisor
rule late of=queue

at 1m    see_deviation late queue:billing part=1 whole=2
         -> alert_opened a1 rule=late subject=queue:billing severity=warning level=1 part=1 whole=2
at 2m    apply base_version=1
         + retire rule late
         -> alert_ended a1 end=rule_gone lasted=1m
         -> operation_applied version=2
at 3m    see_deviation late queue:billing part=1 whole=2
         !! rule_not_found
at 4m    mark_alert sam a1 not_useful
         -> alert_marked a1 by=sam
