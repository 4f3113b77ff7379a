using System.ComponentModel;

namespace LiveStyle.Live.Web.Answers;

/// <summary>An answer to what has no better one.</summary>
sealed record Done([property: Description("What happens now, in one line.")] string Note);
