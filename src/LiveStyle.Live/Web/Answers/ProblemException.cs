namespace LiveStyle.Live.Web.Answers;

/// <summary>A request can't be done, and the status that says so.</summary>
sealed class ProblemException(int status, string detail) : LiveStyleException(detail)
{
    public int Status => status;
}
