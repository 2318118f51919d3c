using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Blazor.Deliveries;

/// <summary>
/// How an <see cref="ErrorState"/> is written in addresses: links that people have kept go on working when the code is renamed.
/// </summary>
internal static class ErrorStateNames
{
    private static readonly (ErrorState State, string Name)[] All =
        [(ErrorState.New, "New"), (ErrorState.Persisting, "Standing"), (ErrorState.Resolved, "Mended")];

    /// <summary>The state's name; null for no state.</summary>
    public static string? NameOf(ErrorState? state) => All.FirstOrDefault(pair => pair.State == state).Name;

    /// <summary>Reads a name, in any case. No text means no state. Refused: any other text.</summary>
    public static bool TryParse(string? text, out ErrorState? state)
    {
        var found = Array.FindIndex(All, pair => string.Equals(pair.Name, text, StringComparison.OrdinalIgnoreCase));
        state = found < 0 ? null : All[found].State;
        return found >= 0 || string.IsNullOrEmpty(text);
    }
}
