"""A grid of pictures of any number, chosen by keyboard and mouse: only what is in sight is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QPainter, QPen, QPixmap, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from consentdesk.ui.gallery.state import Tile
from consentdesk.ui.kit.picture import draw_tick
from consentdesk.ui.kit.text import name_widget
from consentdesk.ui.words import _

BOX = QSize(176, 132)
CELL = QSize(202, 222)
GAP = 6
PADDING = 7
LINE_PX = 20
CORNER = 10
NEAR_ROWS = 3  # from the end, when the next page is asked for

Index = QModelIndex | QPersistentModelIndex
Small = Callable[[str], QPixmap | None]
Flag = QItemSelectionModel.SelectionFlag


class TilesModel(QAbstractListModel):
    """The pictures that were found so far; more are added at the end."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self.tiles: tuple[Tile, ...] = ()
        self._turn = 0

    def show_tiles(self, tiles: tuple[Tile, ...], turn: int) -> None:
        """Show these; of the same turn what is there stays as it is."""
        before = len(self.tiles)
        if turn == self._turn and tiles[:before] == self.tiles:
            if len(tiles) > before:
                self.beginInsertRows(QModelIndex(), before, len(tiles) - 1)
                self.tiles = tiles
                self.endInsertRows()
            return
        self.beginResetModel()
        self.tiles, self._turn = tiles, turn
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt has it
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.tiles[index.row()].spoken
        return None


class TileDelegate(QStyledItemDelegate):
    """Draws a picture and what is said of it, inside its cell."""

    def __init__(self, small: Small, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._small = small

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, TilesModel)
        tile, cell = model.tiles[index.row()], option.rect.adjusted(GAP, GAP, -GAP, -GAP)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_frame(painter, option, cell, chosen)
        self._draw_picture(painter, cell, tile)
        self._draw_words(painter, option, cell, tile)
        if chosen:
            disc = QRectF(cell.right() - 31, cell.top() + 8, 24, 24)
            draw_tick(painter, disc, option.palette)
        painter.restore()

    def _draw_frame(self, painter: QPainter, option: QStyleOptionViewItem, cell: QRect, chosen: bool) -> None:
        """A chosen one is framed and tinted; the one that keys act on has a dark frame around it."""
        has_keys = bool(option.state & QStyle.StateFlag.State_HasFocus)
        colour = option.palette.text() if has_keys else option.palette.highlight()
        ground = option.palette.alternateBase() if chosen else option.palette.base()
        pen = QPen(colour.color(), 3 if has_keys else 2) if has_keys or chosen else QPen(Qt.PenStyle.NoPen)
        painter.setPen(pen)
        painter.setBrush(ground)
        painter.drawRoundedRect(cell, CORNER, CORNER)

    def _draw_picture(self, painter: QPainter, cell: QRect, tile: Tile) -> None:
        place = QRect(cell.left() + PADDING, cell.top() + PADDING, BOX.width(), BOX.height())
        small = self._small(tile.thumbnail) if tile.thumbnail else QPixmap()
        if small is None:
            return
        if small.isNull():
            painter.setPen(QGuiApplication.palette().placeholderText().color())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _("No picture kept"))
            return
        size = small.deviceIndependentSize().toSize()
        lies = QStyle.alignedRect(Qt.LayoutDirection.LeftToRight, Qt.AlignmentFlag.AlignCenter, size, place)
        painter.drawPixmap(lies.topLeft(), small)

    def _draw_words(self, painter: QPainter, option: QStyleOptionViewItem, cell: QRect, tile: Tile) -> None:
        ink, quiet = option.palette.text().color(), QGuiApplication.palette().placeholderText().color()
        line = QRect(cell.left() + PADDING + 1, cell.top() + BOX.height() + 13, BOX.width() - 2, LINE_PX)
        for words, colour, weight in (
            (tile.name, ink, QFont.Weight.DemiBold),
            (tile.shows, ink, QFont.Weight.Normal),
            (tile.foot, quiet, QFont.Weight.Normal),
        ):
            self._draw_line(painter, option, line, words, colour, weight)
            line = line.translated(0, LINE_PX)

    def _draw_line(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        line: QRect,
        words: str,
        colour: QColor,
        weight: QFont.Weight,
    ) -> None:
        font = QFont(option.font)
        font.setPixelSize(15)
        font.setWeight(weight)
        painter.setFont(font)
        painter.setPen(colour)
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, cut)


class Grid(QListView):
    """`opened(image)` on Enter or a double click, `chosen_changed` when others are chosen, `end_near` when
    whoever looks comes near the last one. Arrows move, Space chooses or not, Shift with arrows a range,
    Ctrl+A all that came so far, Escape none."""

    opened = Signal(str)
    chosen_changed = Signal()
    end_near = Signal()

    def __init__(self, name: str, spoken: str, small: Small) -> None:
        super().__init__()
        name_widget(self, name, spoken)
        self.tiles = TilesModel(self)
        self.setModel(self.tiles)
        self.setItemDelegate(TileDelegate(small, self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(CELL)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.verticalScrollBar().rangeChanged.connect(self._look_ahead)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.tiles.tiles[index.row()].image))
        self.selectionModel().selectionChanged.connect(self.chosen_changed)

    def show_tiles(self, tiles: tuple[Tile, ...], turn: int) -> None:
        """Show these pictures; what is chosen stays so while more of them come."""
        self.tiles.show_tiles(tiles, turn)
        if tiles and not self.currentIndex().isValid():
            first = self.tiles.index(0)
            self.selectionModel().setCurrentIndex(first, Flag.NoUpdate)
        self.executeDelayedItemsLayout()  # else the end seems near until it was laid out
        self._look_ahead()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The source hashes of those that are chosen, as they stand."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self.tiles.tiles[row].image for row in rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(self.tiles.tiles[index.row()].image)
        elif event.key() == Qt.Key.Key_Escape and self.chosen:
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_ahead()

    def selectionCommand(self, index: Index, event: Any = None) -> Flag:
        """Keys move without choosing; Space chooses."""
        if isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
                return Flag.Toggle
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return Flag.NoUpdate
        return super().selectionCommand(index, event)

    def _look_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if self.isVisible() and bar.maximum() - bar.value() <= NEAR_ROWS * CELL.height():
            self.end_near.emit()
