"""Stock by place and channel, and what does not fit."""
