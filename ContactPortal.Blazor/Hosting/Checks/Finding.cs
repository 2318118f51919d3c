namespace ContactPortal.Blazor.Hosting;

/// <summary>One line of an operator's check.</summary>
/// <param name="Subject">What was checked.</param>
/// <param name="IsOk">Whether nothing has to be done.</param>
/// <param name="Text">What was found; where something has to be done, what.</param>
internal sealed record Finding(string Subject, bool IsOk, string Text)
{
    public static Finding Ok(string subject, string text) => new(subject, true, text);

    public static Finding ToDo(string subject, string text) => new(subject, false, text);
}
