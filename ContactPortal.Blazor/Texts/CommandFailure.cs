using ContactPortal.Blazor.Layout;
using ContactPortal.Domain.Access;

namespace ContactPortal.Blazor.Texts;

/// <summary>The message about a command that threw.</summary>
internal static class CommandFailure
{
    /// <summary>When to try again, for a person whose commands come too fast; else the other text.</summary>
    public static string TextOf(Exception? exception, string otherwise) => exception is PaceExceededException paced
        ? LayoutTexts.TooManyCommands.Format(Math.Ceiling(paced.RetryAfter.TotalSeconds))
        : otherwise;
}
