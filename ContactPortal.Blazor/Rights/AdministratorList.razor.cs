using ContactPortal.Domain.Rights;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Rights;

/// <summary>The local administrators; another one is appointed in the Brugerkatalog (U5, P4).</summary>
public sealed partial class AdministratorList
{
    /// <summary>The organisation's rights.</summary>
    [Parameter, EditorRequired]
    public required RightsSnapshot Rights { get; set; }

    /// <summary>Whether roles are granted in another system (U4).</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>Raised with the command to run.</summary>
    [Parameter]
    public EventCallback<RightsCommand> Act { get; set; }
}
