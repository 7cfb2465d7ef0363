# What was asked for, what is wrong, whether anything changed, the private folder, and how far this script is.
asked=
problems=
changed=
work=
building=
switching=
