using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Rights;

/// <summary>The local administrators, and the field that makes another one.</summary>
public sealed partial class AdministratorList
{
    private string rid = "";
    private string? error;

    /// <summary>Who appoints.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>Who is administrator.</summary>
    [Parameter, EditorRequired]
    public required RightsSnapshot Rights { get; set; }

    /// <summary>Whether the roles are given elsewhere.</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>Something is decided.</summary>
    [Parameter]
    public EventCallback<RightsCommandRunner> Act { get; set; }

    [Inject]
    private PersonDirectory Directory { get; set; } = null!;

    private void TypeRid(string text) => (rid, error) = (text, null);

    private async Task AppointAsync()
    {
        if (!Rid.TryParse(rid, out var known))
        {
            error = RightsTexts.AppointMalformed;
            return;
        }

        if (await Directory.FindAsync(Actor, known, CancellationToken.None) is not { } person)
        {
            error = RightsTexts.AppointUnknown.Format(Municipalities.NameOf(Actor.Organisation));
            return;
        }

        rid = "";
        await Act.InvokeAsync(new RightsCommandRunner.Appoint(new(person.Id, person.Rid.Digits, person.Name)));
    }
}
