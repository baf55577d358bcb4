"""How the pages of one model's rows are answered: the list, one row, and the forms that add, edit
and remove it.
"""

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import render

from accountfile.base.addresses import reverse
from accountfile.base.locks import writing
from accountfile.core import access, history, restoring
from accountfile.core.models import Change
from accountfile.pages.edits import Edit
from accountfile.pages.lists import Empty, ListPage
from accountfile.pages.verbs import Verb, held


class RecordPages:
    """Answers for what :class:`accountfile.pages.records.Records` declares."""

    def list(self, request, account_id):
        account = self._door(request, account_id)
        allowed = self.may_change(account)
        add = self.url("add", account.pk) if allowed else ""
        page = ListPage(
            name=self.slug,
            title=self.title,
            table=self.table_class(),
            filters=self.filters,
            empty=Empty(
                f"No {self.model._meta.verbose_name_plural} yet",
                self.empty,
                add,
                self.verb if add else "",
            ),
            template="pages/file_list.html",
            indexed=True,
        )
        return page.answer(
            request, self.queryset(account), account=account, records=self, add_url=add
        )

    def show(self, request, account_id, row_id):
        account = self._door(request, account_id)
        row = access.row_or_404(self.pages(account), account, row_id)
        changes = history.timeline(request.user, account=account, row=row)
        context = {
            "account": account,
            "row": row,
            "records": self,
            "facts": facts(row),
            "may_change": self.may_change(account),
            "edit_url": self.url("edit", account.pk, row.pk),
            "remove_url": self._remove_url(account, row),
            "timeline": history.sentences(
                changes[:20],
                request.user,
                account=account,
            ),
        }
        if self.show_extra:
            context |= self.show_extra(request, account, row)
        return render(request, self.template, context)

    def add(self, request, account_id):
        account = self._door_to_change(request, account_id)
        verb = Verb(request, account, self._fresh(account), watched=())
        if request.method == "POST":
            verb.form = self._bound(request, account, verb.row)
        else:
            # An empty box elsewhere in the file leads here with what is known of it already.
            verb.form = self.form(
                instance=verb.row, account=account, person=request.user, initial=request.GET.dict()
            )
        page = {
            "title": self.verb,
            "label": self.verb,
            "why": self.why,
            "records": self,
            "cancel_url": self.url("list", account.pk),
        }
        try:
            return verb.answer(lambda: self._added(request, verb.form), **page)
        except IntegrityError as error:
            verb.form.add_error(None, self._too_late(error))
        return verb.page(**page)

    def edit(self, request, account_id, row_id):
        account = self._door_to_change(request, account_id)
        page = {"label": "Save the changes", "why": self.why, "records": self}
        try:
            with writing(request):
                row = held(request, self.pages(account), account, row_id)
                page["title"] = f"Edit: {row}"
                edit = Edit(request, account, row, self.form)
                return edit.answer(
                    lambda: self._saved(request, edit.form), fresh=self._fresh(account), **page
                )
        except IntegrityError as error:
            edit.form.add_error(None, self._too_late(error))
        return edit.page(**page)

    def remove(self, request, account_id, row_id):
        account = self._door_to_change(request, account_id)
        with writing(request):
            row = held(request, self.pages(account), account, row_id)
            return Verb(request, account, row).answer(
                lambda: self._removed(request, account, row),
                title=f"Remove “{row}”?",
                label=f"Remove the {self.noun}",
                template="pages/confirm.html",
                text=f"The {self.noun} leaves the file; you can restore it from the history.",
            )

    # What the pages have in common.
    def _door(self, request, account_id):
        private = "private" if self.model.audience == "private" else None
        return access.account_or_404(request.user, account_id, right=private)

    def _door_to_change(self, request, account_id):
        account = access.account_to_change(request.user, account_id, right=self.right)
        if self.model.audience == "private" and not account.may_see_private:
            access.refuse(request.user, account, "private")
        return account

    def _remove_url(self, account, row):
        possible = self.removable and row.can_be_removed
        if possible:
            return self.url("remove", account.pk, row.pk)
        return ""

    def _fresh(self, account):
        if self.model.account_path == "account":
            return self.model(account=account)
        return self.model()

    def _bound(self, request, account, row):
        return self.form(
            request.POST, request.FILES, instance=row, account=account, person=request.user
        )

    def _added(self, request, form):
        row = form.save(commit=False)
        if self.prepare:
            self.prepare(row, request)
        row.save()
        form.save_m2m()
        if self.after_save:
            self.after_save(request, row)
        return row.get_absolute_url(), f"Added: {row}."

    def _saved(self, request, form):
        row = form.save()
        if self.after_save:
            self.after_save(request, row)
        return row.get_absolute_url(), f"Saved: {row}."

    def _removed(self, request, account, row):
        name = str(row)
        gone = (row._meta.label_lower, row.pk)
        row.delete()
        change = Change.objects.filter(
            model=gone[0],
            row_id=gone[1],
            kind=Change.REMOVED,
        ).latest("pk")
        undo = reverse("put_back", args=[account.pk, change.pk])
        messages.success(
            request,
            f"Removed: {name}.",
            extra_tags=f"undo {undo}",
        )
        return self.url("list", account.pk), ""

    def _too_late(self, error):
        """Say what happened after the form had seen no obstacle: somebody was quicker by a
        moment.
        """
        if restoring.is_about_a_parent(error):
            return (
                "Something that you have chosen here has just been removed. Look at the choices "
                "again."
            )
        return f"Somebody has just added this {self.noun}: look at the list before you add another."


def facts(row):
    """Return ``(label, value)`` for each field of a row that a reader may want, in the order of the
    model.
    """
    untold = {"id", "version", "account"}
    for each in row._meta.concrete_fields:
        if each.name in untold:
            continue
        value = (
            getattr(row, f"get_{each.name}_display")() if each.choices else getattr(row, each.name)
        )
        label = str(each.verbose_name)
        yield label[:1].upper() + label[1:], value
