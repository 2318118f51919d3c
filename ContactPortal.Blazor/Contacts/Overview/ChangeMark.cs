namespace ContactPortal.Blazor.Contacts;

/// <summary>Marks a contact or person that was changed while the page was open (K12).</summary>
/// <param name="At">When.</param>
/// <param name="By">By whom.</param>
/// <param name="IsOwn">Whether the viewer made the change.</param>
/// <param name="IsAgain">Alternates with each change of a marked row, to select one of two equal CSS animations: so it restarts.</param>
public sealed record ChangeMark(DateTimeOffset At, string By, bool IsOwn, bool IsAgain)
{
    /// <summary>The CSS classes of a row with that mark, each after a space; empty for none.</summary>
    public static string ClassOf(ChangeMark? mark) => mark switch
    {
        null => "",
        { IsAgain: false } => " row-changed",
        _ => " row-changed row-changed-again",
    };
}
