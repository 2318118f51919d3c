using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Contacts;

/// <summary>Fills a draft's name and e-mail from the directory, unless something else has been typed there (K6, K10).</summary>
internal sealed class DirectoryAutofill
{
    private static readonly ContactField[] Fields = [ContactField.Name, ContactField.Email];

    private ContactValues last = ContactValues.Empty;

    /// <summary>The fields to fill, with their new texts.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="person">The person whose RID was typed.</param>
    /// <param name="everything">Whether to overwrite typed texts too.</param>
    public IReadOnlyList<(ContactField Field, string Text)> Apply(ContactDraft draft, Person person, bool everything)
    {
        var (previous, found) = (last, ContactValues.Empty with { Name = person.Name, Email = person.Email });
        last = found;
        return [.. Fields.Where(field => everything || IsUntouched(field)).Select(field => (field, found[field]))];

        bool IsUntouched(ContactField field) => draft.Typed[field] == draft.Seen[field] || draft.Typed[field] == previous[field];
    }
}
