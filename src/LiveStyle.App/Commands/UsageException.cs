using System.CommandLine;

namespace LiveStyle.App.Commands;

/// <summary>The command line itself is wrong, whatever the files hold: the program ends with the code for misuse.</summary>
sealed class UsageException(string message, Exception? cause = null) : LiveStyleException(message, cause)
{
    /// <summary>Reads the value of an option; that it is none is misuse, whoever finds it.</summary>
    /// <param name="read">The reading.</param>
    /// <param name="option">Which option's; null: what is thrown tells.</param>
    /// <exception cref="UsageException">What the reading throws, in its words.</exception>
    public static T Guard<T>(Func<T> read, Option? option = null)
    {
        try
        {
            return read();
        }
        catch (LiveStyleException wrong) when (wrong is not UsageException)
        {
            throw new UsageException(option is null ? wrong.Message : $"{option.Name} {wrong.Message}", wrong);
        }
    }
}
