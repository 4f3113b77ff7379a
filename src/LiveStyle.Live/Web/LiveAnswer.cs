using System.Text.Json;

namespace LiveStyle.Live.Web;

/// <summary>What has become of a client's message.</summary>
/// <param name="Id">What the message had as its id; null where it had none.</param>
/// <param name="IsDone">Whether it was done.</param>
/// <param name="Version">The desk's version after it, which the next state has, or a later one.</param>
/// <param name="Error">Why it was not done, in one line with the cure.</param>
sealed record LiveAnswer(JsonElement? Id, bool IsDone, long Version, string? Error = null);
