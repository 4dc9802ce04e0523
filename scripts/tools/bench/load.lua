-- How wrk reports a load: see load.ts.
done = function(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    'load %d %d %d %d %d %d\n',
    summary.requests, summary.duration, failed, latency:percentile(50), latency:percentile(95), latency:percentile(99)
  ))
end
