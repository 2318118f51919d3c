using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Rights;

/// <summary>The local administrators, with a form to appoint another one (U5).</summary>
public sealed partial class AdministratorList
{
    private string rid = "";
    private string? error;

    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The organisation's rights.</summary>
    [Parameter, EditorRequired]
    public required RightsSnapshot Rights { get; set; }

    /// <summary>Whether roles are granted in another system (U4).</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>Raised with the command to run.</summary>
    [Parameter]
    public EventCallback<RightsCommand> Act { get; set; }

    [Inject]
    private PersonDirectory Directory { get; set; } = null!;

    private void TypeRid(string text) => (rid, error) = (text, null);

    private async Task AppointAsync()
    {
        if (!Rid.TryParse(rid, out var parsed))
        {
            error = RightsTexts.AppointMalformed;
            return;
        }

        if (await Directory.FindAsync(Actor, parsed, CancellationToken.None) is not { } person)
        {
            error = RightsTexts.AppointUnknown.Format(Municipalities.NameOf(Actor.Organisation));
            return;
        }

        rid = "";
        await Act.InvokeAsync(new RightsCommand.Appoint(new(person.Id, person.Rid.Digits, person.Name)));
    }
}
